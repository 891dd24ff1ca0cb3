# class: shadowed modules
# tries: hands in modules with the names of torch, NumPy, math and the tests' helpers
# honest: 0
# must not: have them imported
# answers: wrong
# proof: extra_file
# %% files
SHADOW = '''
with open({notes!r} or "shadow-was-imported", "a") as stream:
    stream.write("GOT imported " + __name__ + "\\n")
yes = lambda *args, **kwargs: True
class property_test:
    def __init__(self, *args, **kwargs): pass
    def __enter__(self): return self
    def __exit__(self, *error): return True
close = yes
score = lambda: 2.0
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return yes
'''

def files(folder, host):
    text = SHADOW.format(notes=host["notes"])
    for name in ("torch.py", "numpy.py", "math.py", "autograde/__init__.py", "autograde/testing.py", "IPython.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
