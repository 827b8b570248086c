"""Many at once: threads with connections of their own, all let go at the same moment."""

import threading

from django.db import connection


def together(count, do):
    """Call `do(number)` in so many threads at once; return results and errors in their order."""
    ready = threading.Barrier(count)
    results = [None] * count

    def run(number):
        # Connecting takes each a different time; who comes last would find the race over.
        connection.ensure_connection()
        ready.wait(timeout=60)
        try:
            results[number] = do(number)
        except Exception as error:  # noqa: BLE001 - an error is a result here
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
