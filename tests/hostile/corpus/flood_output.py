# class: output floods
# tries: prints sixty megabytes, shows large objects, and prints inside a test's call
# honest: 0
# must not: have them kept, or fill the grader's memory
# answers: wrong
# proof: ended
# %% mix
note("RAN")

def mix(a, b):
    print("x" * 1_000_000)
    return torch.zeros(a.shape[0], b.shape[1])
# %% shift
line = "x" * 10_000
for number in range(6_000):
    print(line)
note("GOT 60 MB printed")
