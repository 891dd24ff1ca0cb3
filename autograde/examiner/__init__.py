"""The examiner: a process that runs the test cells and holds what the student must not see.

It decides everything. From the candidate it takes data, of the kind that the reference solution gave at the same
place (:mod:`contract`); names resolve by who owns them in the source (:mod:`namespace`).
"""
