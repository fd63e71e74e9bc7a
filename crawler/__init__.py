"""The crawler: everything that touches the network, and nothing else."""
