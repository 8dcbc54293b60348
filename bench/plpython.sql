-- What a user who knows numpy writes today: functions over a table of chunks,
-- b(ci, cj, v bytea), 500 x 500 doubles each, stored EXTERNAL.
CREATE TYPE four AS (s float8, n float8, lo float8, hi float8);

CREATE FUNCTION py_chunks(path text, side int) RETURNS TABLE (ci int, cj int, v bytea) LANGUAGE plpython3u AS $$
import numpy as np
a = np.load(path, mmap_mode='r')
for ci in range(a.shape[0] // side):
	for cj in range(a.shape[1] // side):
		yield ci, cj, a[ci * side:(ci + 1) * side, cj * side:(cj + 1) * side].tobytes()
$$;

CREATE FUNCTION py_runs(path text, cells int) RETURNS SETOF bytea LANGUAGE plpython3u AS $$
import numpy as np
a = np.load(path, mmap_mode='r').reshape(-1)
for at in range(0, a.size, cells):
	yield a[at:at + cells].tobytes()
$$;

CREATE FUNCTION py_sum(v bytea) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return np.frombuffer(v).sum()
$$;

CREATE FUNCTION py_sum_int(v bytea) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return np.frombuffer(v, 'i4').sum()
$$;

CREATE FUNCTION py_four(v bytea) RETURNS four IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
a = np.frombuffer(v)
return a.sum(), a.size, a.min(), a.max()
$$;

CREATE FUNCTION py_count(v bytea, x float8) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return np.count_nonzero(np.frombuffer(v) > x)
$$;

-- the cells of a chunk at (i, j) that are inside a box; v may begin at a later row
CREATE FUNCTION py_box(v bytea, i int, j int, lo_i int, hi_i int, lo_j int, hi_j int) RETURNS float8
	IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
a = np.frombuffer(v).reshape(-1, 500)
return a[max(lo_i - i, 0):hi_i - i + 1, max(lo_j - j, 0):hi_j - j + 1].sum()
$$;

CREATE FUNCTION py_regrid(v bytea) RETURNS four IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
a = np.frombuffer(v).reshape(50, 10, 500).sum(1).reshape(50, 50, 10).sum(2) / 100
return a.sum(), a.size, a.min(), a.max()
$$;

CREATE FUNCTION py_columns(n int) RETURNS four LANGUAGE plpython3u AS $$
import numpy as np
total = np.zeros(n)
for row in plpy.cursor('SELECT cj, v FROM b'):
	total[row['cj'] * 500:row['cj'] * 500 + 500] += np.frombuffer(row['v']).reshape(500, 500).sum(0)
total /= n
return total.sum(), n, total.min(), total.max()
$$;

CREATE FUNCTION py_linear_sum(v bytea) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return (np.frombuffer(v) * 2 + 1).sum()
$$;

CREATE FUNCTION py_linear(v bytea) RETURNS bytea IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return (np.frombuffer(v) * 2 + 1).tobytes()
$$;

CREATE FUNCTION py_dot(v bytea, w bytea) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return (np.frombuffer(v) * np.frombuffer(w)).sum()
$$;

CREATE FUNCTION py_window(n int) RETURNS four LANGUAGE plpython3u AS $$
import numpy as np
a = np.zeros((n + 2, n + 2))
for row in plpy.cursor('SELECT ci, cj, v FROM b'):
	i, j = row['ci'] * 500 + 1, row['cj'] * 500 + 1
	a[i:i + 500, j:j + 500] = np.frombuffer(row['v']).reshape(500, 500)
a = a[:-2] + a[1:-1] + a[2:]
a = a[:, :-2] + a[:, 1:-1] + a[:, 2:]
count = np.full(n, 3.0)
count[[0, -1]] = 2
a /= np.outer(count, count)
return a.sum(), a.size, a.min(), a.max()
$$;

CREATE FUNCTION py_list_sum(v float8[]) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return np.array(v).sum()
$$;

CREATE FUNCTION py_list_linear(v float8[]) RETURNS float8[] IMMUTABLE STRICT LANGUAGE plpython3u AS $$
import numpy as np
return (np.array(v) * 2 + 1).tolist()
$$;
