"""Run as a program: a Dask cluster on this machine, until its input is closed.

It is given the number of its workers, and whether one that is lost is started `anew` or `gone`.
"""

import subprocess
import sys

from distributed import Client, LocalCluster

ONCE = (sys.executable, "-m", "distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1")
"""A worker that nobody starts again."""


def main() -> None:
    """Start it, print its address, and wait."""
    number, lost = int(sys.argv[1]), sys.argv[2]
    with LocalCluster(
        n_workers=number if lost == "anew" else 0,
        threads_per_worker=1,
        dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:
        address = cluster.scheduler_address
        once = [subprocess.Popen([*ONCE, address]) for _ in range(number) if lost == "gone"]
        if number:
            with Client(address) as client:
                client.wait_for_workers(number)
        print(address, flush=True)  # noqa: T201
        sys.stdin.read()
        for worker in once:
            worker.terminate()
            worker.wait()


if __name__ == "__main__":
    main()
