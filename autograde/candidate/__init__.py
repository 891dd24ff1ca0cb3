"""The student's side: a process that runs the submission's cells and answers what tests ask of its names.

It holds no test, no expected value and no path to either. Nothing it says is believed: it sends data.
"""
