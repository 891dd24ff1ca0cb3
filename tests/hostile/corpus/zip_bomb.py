# class: zip bombs
# tries: hands in an archive whose notebook unpacks to a thousand times its size
# honest: 0
# must not: fill memory or disk
# answers: wrong
# proof: unreadable_file
# %% files
import zipfile

def files(folder, host):
    (folder / "hw.ipynb").unlink()
    with zipfile.ZipFile(folder / "hw.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open("hw.ipynb", "w", force_zip64=True) as stream:
            for _ in range(19):
                stream.write(bytes(10_000_000))
        archive.writestr("../../../outside.ipynb", "{}")
