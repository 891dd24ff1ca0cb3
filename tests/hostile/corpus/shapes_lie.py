# class: shapes that lie
# tries: returns tensors without elements, with strides of 0, on no device, sparse, and arrays that claim another shape
# honest: 0
# must not: pass for the shape that is asked for
# answers: wrong
# proof: ran
# %% mix
note("RAN")

def mix(a, b):
    if a.shape == (2, 2):
        return torch.empty(0, 2)
    return torch.empty(1, 0)
# %% bend
def bend(x):
    return torch.empty((), device="meta", requires_grad=True) * 1
# %% rows
class Shaped(np.ndarray):
    shape = property(lambda self: (1, 2))

def rows(x):
    if x.dtype == torch.float64:
        return torch.zeros(1, dtype=torch.float64).expand(2, 2).to_sparse()
    if len(x) == 1:
        return torch.zeros(1).expand(1, 2)
    return np.zeros(3).view(Shaped)
