import sys; sys.argv=['x']
from tests.bench import area_page as b
import cProfile, pstats
from django.db import connection
from django.test.utils import CaptureQueriesContext
b.setup_test_environment(); made=b.setup_databases(verbosity=0, interactive=False)
try:
    c,a=b.twenty_years(); c.get(a); c.get(a)
    with CaptureQueriesContext(connection) as q: c.get(a)
    print(len(q)); 
    for x in q.captured_queries: print(x['time'], x['sql'][:140])
    import time,statistics
    ts=[]
    for _ in range(9):
        t=time.process_time(); c.get(a); ts.append((time.process_time()-t)*1000)
    print('median', statistics.median(ts))
    p=cProfile.Profile(); p.enable()
    for _ in range(5): c.get(a)
    p.disable(); pstats.Stats(p).sort_stats('cumulative').print_stats(70)
finally: b.teardown_databases(made, verbosity=0)
