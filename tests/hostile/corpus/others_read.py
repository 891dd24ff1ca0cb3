# class: reading other students
# tries: reads what other students handed in, from the folders around it
# honest: 0
# must not: see another submission
# answers: wrong
# proof: ran
# %% mix
from pathlib import Path
note("RAN")
for folder in [Path.cwd(), *list(Path.cwd().parents)[:4], *map(Path, HOST["secrets"]), Path(HOST["source"]).parent.parent]:
    for pattern in ("submitted/*/*/*.ipynb", "autograded/*/*/*.ipynb", "*/*/*.ipynb", "*/*.ipynb"):
        if str(folder) in ("/", "/run", "/sys", "/boot", "/mnt"):
            continue
        try:
            for path in sorted(folder.glob(pattern))[:50]:
                hunt(path.read_bytes(), "another notebook")
        except (OSError, ValueError):
            pass

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
