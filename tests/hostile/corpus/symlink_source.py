# class: symlinks
# tries: hands in a link to the instructor's notebook, solutions and all, and links to the machine's files
# honest: 0
# must not: have a link followed
# answers: wrong
# proof: unsafe_path
# %% files
def files(folder, host):
    (folder / "hw.ipynb").unlink()
    (folder / "hw.ipynb").symlink_to(host["source"])
    (folder / "secret.txt").symlink_to(host["secrets"][0])
    (folder / "all").symlink_to("/")
