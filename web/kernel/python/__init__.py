"""Python inside the kernel: what lies between the learner's cells and the engine."""
