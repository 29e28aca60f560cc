"""Python inside the kernel: everything between the learner's cells and the engine."""
