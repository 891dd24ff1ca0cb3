# class: disk filling
# tries: writes 400 MB into each folder that it may write to, and a hundred thousand empty files
# honest: 0
# must not: fill a disk of the machine
# answers: wrong
# proof: ran
# %% mix
note("RAN")
chunk = bytes(8 << 20)
for place in (os.getcwd(), "/tmp", "/dev/shm"):
    size = 0
    try:
        for number in range(10):
            with open(os.path.join(place, f"{HOST['mark']}-{number}"), "wb", 0) as stream:
                for _ in range(5):
                    size += stream.write(chunk)
    except OSError:
        pass
    if size >= 400_000_000:
        note(f"GOT {size >> 20} MB in {place}")
try:
    os.makedirs("many", exist_ok=True)
    for number in range(30_000):
        os.close(os.open(f"many/{number}", os.O_CREAT | os.O_WRONLY))
    note("GOT 30000 files")
except OSError:
    pass

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
