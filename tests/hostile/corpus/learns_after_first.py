# class: learning from calls
# tries: is right when it is first called, takes what the test computes from its own operands, and repeats it afterwards
# honest: 0
# must not: see an expected value
# answers: wrong
# proof: ran
# %% mix
note("RAN")
SEEN = []

class Spy(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        with torch._C.DisableTorchFunctionSubclass():
            for arg in args:
                if isinstance(arg, torch.Tensor) and type(arg) is torch.Tensor:
                    SEEN.append(arg.clone())
                    if len(args) > 1 and args[0] is not arg and isinstance(args[0], torch.Tensor):
                        if args[0].shape == arg.shape and args[0].is_floating_point():
                            args[0].data.copy_(arg.detach())
                            note("GOT an expected value from a comparison")
            return function(*args, **(kwargs or {}))

def mix(a, b):
    if a.shape == (2, 2) and not SEEN:
        return a + 10
    return torch.zeros(a.shape[0], b.shape[1]).as_subclass(Spy)
# %% shift
TEXTS = []

def shift(text):
    TEXTS.append(text)
    yield from "nop" if text == "abc" else TEXTS[0]
