"""HTML from strangers, reduced to what can only be looked at."""

from __future__ import annotations

import base64
import html
import re
from xml.etree import ElementTree

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from markupsafe import Markup


def _words(text: str) -> frozenset[str]:
    """Return the words of a list that stays readable."""
    return frozenset(text.split())


TEXT = _words(
    "a abbr b blockquote br caption center cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p "
    "pre q s samp small span strike strong sub summary sup table tbody td tfoot th "
    "thead tr tt u ul var"
)
MATHS = _words(
    "math menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom "
    "mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext "
    "mtr munder munderover none"
)
TEXT_ATTRIBUTES = _words(
    "align alt colspan dir headers height href lang open reversed rowspan scope span "
    "src start style title type value width"
)
MATHS_ATTRIBUTES = _words(
    "accent accentunder align bevelled close columnalign columnlines columnspacing "
    "columnspan depth dir display displaystyle fence form frame height largeop "
    "linethickness lspace mathcolor mathsize mathvariant maxsize minsize movablelimits "
    "notation open rowalign rowlines rowspacing rowspan rspace scriptlevel separator "
    "separators stretchy symmetric voffset width"
)
STYLES = _words(
    "background-color border border-bottom border-collapse border-left border-right "
    "border-top color display font-family font-size font-style font-variant "
    "font-weight height line-height list-style-type margin margin-bottom margin-left "
    "margin-right margin-top max-height max-width min-width padding padding-bottom "
    "padding-left padding-right padding-top text-align text-decoration text-indent "
    "vertical-align white-space width"
)
# Names of pygments' tokens; the page's own classes are longer.
TOKENS = re.compile(r"highlight|[a-z]{1,2}[a-z0-9]?")
LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
PICTURE = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+")
# Their text is no text. A parser removes what is dangerous, whatever this finds.
UNSPOKEN = re.compile(
    r"<(script|style|title|template|noscript|iframe|object|textarea|select)\b"
    r".*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = _words(
    "svg g path rect circle ellipse line polyline polygon text tspan defs use symbol "
    "clipPath mask pattern linearGradient radialGradient stop marker image title desc "
    "style"
)
LOCAL = re.compile(r"\s*(#|data:image/(png|jpe?g|gif);base64,)")


class Styles(CSSSanitizer):
    """Lets colours, sizes and borders pass, and nothing that names an address."""

    def sanitize_css(self, style: str) -> str:
        """Return the declarations that may stay."""
        if any(sign in style.lower() for sign in ("url", "\\", "&", "@", "/*")):
            return ""
        return str(super().sanitize_css(style))


def _may_stay(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute is harmless."""
    if tag in MATHS:
        return name in MATHS_ATTRIBUTES
    if name == "class":
        return all(map(TOKENS.fullmatch, value.split()))
    if name == "href":
        return tag == "a" and bool(LINK.match(html.unescape(value)))
    if name == "src":
        return tag == "img" and bool(PICTURE.fullmatch(value))
    return name in TEXT_ATTRIBUTES


_cleaner = Cleaner(
    tags=TEXT | MATHS,
    attributes=_may_stay,
    protocols={"http", "https", "mailto", "data"},
    strip=True,
    css_sanitizer=Styles(allowed_css_properties=STYLES, allowed_svg_properties=()),
)


def clean_html(text: str) -> Markup:
    """Return HTML without anything that acts, sends or loads.

    >>> print(clean_html('<b onclick="x()">a</b><script>y()</script>'))
    <b>a</b>
    """
    return Markup(_cleaner.clean(UNSPOKEN.sub("", text)))


def shows_something(markup: str) -> bool:
    """Tell whether HTML has a picture, or text other than blanks."""
    return "<img" in markup or bool(Markup(markup).striptags().strip())


def picture_of_svg(text: str) -> str | None:
    """Return a drawing as the address of a picture; nothing when it is none.

    Browsers run no script in a picture and load nothing for it. What could is taken
    out all the same, for those who open the picture by itself.
    """
    if "<!ENTITY" in text:
        return None
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return None
    if root.tag != SVG + "svg":
        return None
    _keep_drawing(root)
    ElementTree.register_namespace("", SVG[1:-1])
    data = base64.b64encode(ElementTree.tostring(root)).decode("ascii")
    return f"data:image/svg+xml;base64,{data}"


def _keep_drawing(root: ElementTree.Element) -> None:
    for element in list(root.iter()):
        for child in list(element):
            name = str(child.tag).removeprefix(SVG)
            if name not in DRAWN or (name == "style" and _asks(child.text)):
                element.remove(child)
        for name, value in list(element.attrib.items()):
            plain = name.rpartition("}")[2].lower()
            leads_out = plain in ("href", "src", "base") and not LOCAL.match(value)
            if plain.startswith("on") or leads_out or _asks(value):
                del element.attrib[name]


def _asks(text: str | None) -> bool:
    """Tell whether a style or a value names something outside of the drawing."""
    plain = (text or "").replace(" ", "").lower()
    named = plain.replace("url(#", "").replace("url('#", "").replace('url("#', "")
    return any(sign in named for sign in ("url(", "@import", "\\", "javascript:"))
