# class: huge files
# tries: hands in a notebook with tens of megabytes of outputs, a hundred thousand cells' worth of text, and a sparse file
# honest: 2
# must not: fill memory or disk
# answers: mix
# proof: large_outputs
# %% files
import json

def files(folder, host):
    path = folder / "hw.ipynb"
    notebook = json.loads(path.read_text())
    said = {"output_type": "stream", "name": "stdout", "text": ["x" * 1000] * 30_000}
    notebook["cells"][0]["outputs"] = [said]
    path.write_text(json.dumps(notebook))
    with open(folder / "data.bin", "wb") as stream:
        stream.truncate(300_000_000)
