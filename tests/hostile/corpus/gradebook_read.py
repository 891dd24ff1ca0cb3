# class: reading the gradebook
# tries: finds the gradebook or the results and reads, and changes, what is in them
# honest: 0
# must not: see or change a grade
# answers: wrong
# proof: ran
# %% mix
import sqlite3
from pathlib import Path
note("RAN")
for folder in (Path.cwd(), *Path.cwd().parents):
    for name in ("gradebook.db", "results.json", "grades.csv"):
        path = folder / name
        if not path.is_file():
            continue
        try:
            note("GOT " + name + " of " + str(path.stat().st_size) + " bytes")
            if name.endswith(".db"):
                with sqlite3.connect(path, timeout=2) as book:
                    names = [row[0] for row in book.execute("select id from student")]
                    note("GOT the students " + " ".join(map(str, names)))
                    book.execute("update grade set auto_score = 0 where auto_score > 0")
                    note("GOT the others' grades set to 0")
        except (OSError, sqlite3.Error) as error:
            note("SAW " + str(error))

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
