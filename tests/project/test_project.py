"""What must hold of the project as a whole."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    *("assignments", "cs231n_utils", "datasets", "grading", "environment.yml"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-TEXT"),
    *("Makefile", "pyproject.toml", "requirements.lock", ".ci", ".gitignore"),
    *("benchmarks", "docs", "tests"),
}
HEAVY = ("matplotlib", "ipywidgets", "scipy", "sklearn", "pooch", "pandas", "torch")


def project_files():
    """Return the files that are stored, or would be."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = {ROOT / line for line in listing.stdout.splitlines()}
    return sorted(path for path in paths if path.is_file())


def texts(*suffixes):
    """Yield each stored text file of some kinds, with its text."""
    for path in project_files():
        if not suffixes or path.suffix in suffixes:
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.fixture(scope="module")
def pyproject():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements):
    """Return the distribution names of requirements, extras of our own left out."""
    found = {re.split(r"[<>=!\[ ]", r)[0].lower() for r in requirements}
    return found - {"training-neural-networks"}


def test_top_level_holds_only_what_it_should():
    top = {path.relative_to(ROOT).parts[0] for path in project_files()}
    assert top <= TOP_LEVEL


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    host = re.compile(r"(pypi|pythonhosted|registry\.npm(js)?|deb\.debian)\.(org|com)")
    home = re.compile(r"(?<![\w.~$}])/(root|work|farm|opt|tmp|home/\w+|Users/\w+)/\w")
    found = [
        (path, match.group())
        for path, text in texts()
        for match in [host.search(text) or home.search(text)]
        if match
    ]
    assert not found


def test_lock_holds_only_pinned_names():
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.]+", line), line
    assert len(lines) == len({line.split("==")[0].lower() for line in lines})


def test_lock_pins_every_direct_dependency(pyproject):
    project = pyproject["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    missing = {n.replace("_", "-") for group in wanted for n in names(group)} - pinned
    assert not missing


def test_environment_asks_conda_for_python_and_pip_for_the_rest(pyproject):
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    items = re.findall(r"^ +- (.+)$", text, re.MULTILINE)
    extras = re.findall(r"-e \.\[(.*)\]", text)
    assert items[:4] == [
        "conda-forge",
        f"python{pyproject['project']['requires-python']}",
        "pip",
        "pip:",
    ]
    assert "-c requirements.lock" in items
    assert extras
    for extra in extras[0].split(","):
        assert extra in pyproject["project"]["optional-dependencies"]


def test_stored_notebooks_hold_no_output():
    for path, text in texts(".ipynb"):
        for cell in json.loads(text)["cells"]:
            assert not cell.get("outputs"), path
            assert cell.get("execution_count") is None, path


def test_no_stored_file_is_large():
    large = [p for p in project_files() if p.stat().st_size > 1_000_000]
    assert not large


def test_importing_the_library_loads_nothing_heavy():
    code = f"import sys, cs231n_utils; print([m for m in {HEAVY} if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


def test_library_never_imports_grading():
    for path, text in texts(".py"):
        if path.parts[0] == "cs231n_utils":
            assert not re.search(r"^\s*(from|import) grading", text, re.M), path


def test_plain_make_prints_every_verb():
    said = subprocess.run(
        ["make", "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rules = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert rules
    for verb in rules:
        assert f"make {verb} " in said


def test_clean_spares_what_a_student_wrote(tmp_path):
    written = tmp_path / "build" / "student-edition" / "batchnorm" / "batchnorm.ipynb"
    made = tmp_path / "build" / "demo" / "report.html"
    for path in (written, made):
        path.parent.mkdir(parents=True)
        path.write_text("mine")
    makefile = ROOT / "Makefile"
    subprocess.run(["make", "-f", makefile, "clean"], cwd=tmp_path, check=True)
    assert written.read_text() == "mine"
    assert not made.exists()


def test_too_old_a_python_is_refused_in_one_line(tmp_path):
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    ran = subprocess.run(
        ["make", "demo", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode != 0
    assert "Python 3.11 or newer is needed" in ran.stdout + ran.stderr
    assert not (tmp_path / ".venv").exists()


def test_every_link_to_a_file_of_the_project_leads_somewhere():
    for path, text in texts(".md"):
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            if not target.startswith("http") and "@@" not in target:
                assert (ROOT / path.parent / target).exists(), (path, target)


@pytest.mark.parametrize(
    ("american", "british"),
    [
        (r"\bcolors?\b", "colour"),
        (r"\b(regular|normal|initial|optim|general)iz(e|es|ed|ing|ation)\b", "-ise"),
        (r"\bbehaviors?\b", "behaviour"),
        (r"\bcenter(s|ed)?\b", "centre"),
        (r"\blicenses?\b", "licence"),
        (r"\b(gray|neighbors?|analyz(e|es|ed|ing))\b", "grey, neighbour, analyse"),
    ],
)
def test_prose_is_spelt_the_british_way(american, british):
    for path, text in texts(".md"):
        prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", text, flags=re.DOTALL)
        assert not re.search(american, prose), (path, british)
    for path, text in texts(".ipynb"):
        for cell in json.loads(text)["cells"]:
            if cell["cell_type"] == "markdown":
                prose = re.sub(r"`[^`]*`", "", "".join(cell["source"]))
                assert not re.search(american, prose), (path, british)
