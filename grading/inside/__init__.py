"""What runs inside the sandbox. It imports nothing of the rest of `grading`.

Nothing here is secret: a student's code can read and change all of it.
"""
