"""New exercises: a sample that works, and what of it still waits to be replaced.

`sample/` holds a small exercise: its cells, right answers and wrong ones. The verb
`new-exercise` puts it into a notebook under another name. Every part of it that is not
the author's own says `REPLACE(NAME)`, and no notebook with that word is published.
"""
