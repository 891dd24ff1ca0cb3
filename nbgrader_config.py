"""Where nbgrader's own tools find the course; `autograde release` reads it too.

Sources live in solutions/, what students get in assignments/. Everything else stays as nbgrader has it.
"""

c = get_config()

c.CourseDirectory.course_id = "d2lcourse"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# Never copied to students: correct and wrong variants of solutions, the feedback on them, hidden files, caches.
c.CourseDirectory.ignore = ["variants", "feedback.toml", ".*", "__pycache__", "*.pyc"]
