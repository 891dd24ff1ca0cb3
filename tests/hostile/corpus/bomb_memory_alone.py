# class: memory bombs
# tries: fills memory in one process, as tensors, inside a call of a test
# honest: 0
# must not: have more memory than the limit
# answers: wrong
# proof: ran
# %% mix
note("RAN")

def mix(a, b):
    kept = []
    try:
        for _ in range(30):
            kept.append(torch.ones(100 << 20, dtype=torch.uint8))
        note("GOT 3000 MB")
    except (MemoryError, RuntimeError):
        pass
    return torch.zeros(a.shape[0], b.shape[1])
