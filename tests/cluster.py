"""Run as a program: a Dask cluster on this machine, until its input is closed.

It is given the number of its workers.
"""

import sys

from distributed import LocalCluster


def main() -> None:
    """Start it, print its address, and wait."""
    with LocalCluster(
        n_workers=int(sys.argv[1]),
        threads_per_worker=1,
        dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:
        print(cluster.scheduler_address, flush=True)  # noqa: T201
        sys.stdin.read()


if __name__ == "__main__":
    main()
