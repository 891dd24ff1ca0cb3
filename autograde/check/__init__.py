"""``autograde check``: what a student runs before handing in. Offline, on any platform, without nbgrader.

The notebook runs from top to bottom in a fresh process, with the visible tests where they stand, and what the grader
would do with the file is tried out. It is the student's own machine: no sandbox.
"""
