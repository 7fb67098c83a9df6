"""Runs a program of examples/python whose threads are late at random: delayed.py my_installer.py SEED."""

import random
import runpy
import sys
import threading
import time

chance = random.Random(int(sys.argv[2]))
run = threading.Thread.run


def late(thread):
    time.sleep(chance.random() * 0.004)
    run(thread)


threading.Thread.run = late
runpy.run_path(sys.argv[1], run_name="__main__")
