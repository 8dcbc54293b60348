#!/usr/bin/python3
"""The laws of more_math against their distributions, its factors against factor(1).

check_math.py PROGRAM, which is check_more_math.  Kolmogorov-Smirnov for real
numbers, chi-square for counts, each at a level of 1e-3 and at fixed seeds.
Needs nothing but Python.  Prints 'ok - name' or 'not ok - name' for each.
"""
import array
import math
import random
import subprocess
import sys

PROGRAM = sys.argv[1]
LEVEL = 1e-3
failed = 0


def report(good, name, detail):
    global failed
    failed += not good
    print(f"{'ok' if good else 'not ok'} - {name} ({detail})")


def draws(law, seed, first, n, *parameters, code="d"):
    out = subprocess.run([PROGRAM, "draw", law, str(seed), str(first), str(n)] + [repr(p) for p in parameters],
                         stdout=subprocess.PIPE, check=True).stdout
    values = array.array(code, out)
    assert len(values) == n
    return values


def gamma_p(a, x):
    """Regularised lower incomplete gamma function: series, or Lentz's continued fraction."""
    if x <= 0:
        return 0.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        k = a
        while term > total * 1e-15:
            k += 1
            term *= x / k
            total += term
        return front * total
    b = x + 1 - a
    c = 1e300
    d = 1 / b
    h = d
    for i in range(1, 100000):
        part = -i * (i - a)
        b += 2
        d = 1 / (part * d + b)
        c = b + part / c
        h *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return 1 - front * h


def ks_level(distance, n):
    """Probability of a greater Kolmogorov-Smirnov distance: Stephens' form of the limit."""
    t = (math.sqrt(n) + 0.12 + 0.11 / math.sqrt(n)) * distance
    if t < 0.3:
        return 1.0
    return min(1.0, 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * t * t) for k in range(1, 100)))


def ks(name, values, cdf):
    n = len(values)
    ordered = [cdf(x) for x in sorted(values)]
    distance = max(max((i + 1) / n - p, p - i / n) for i, p in enumerate(ordered))
    level = ks_level(distance, n)
    report(level > LEVEL, name, f"Kolmogorov-Smirnov, n {n}, D {distance:.5f}, p {level:.4f}")


def chi_square(name, values, probability, first, last):
    """Bins of neighbouring counts with at least ten expected each; the tails are bins too."""
    n = len(values)
    counts = {}
    for x in values:
        counts[x] = counts.get(x, 0) + 1
    if min(counts) < first or max(counts) > last:
        report(False, name, f"from {min(counts)} to {max(counts)}, not from {first} to {last}")
        return
    bins = []
    expected = seen = 0
    total = 0.0
    for k in range(first, min(last, max(counts)) + 1):
        expected += n * probability(k)
        total += probability(k)
        seen += counts.get(k, 0)
        if expected >= 10:
            bins.append([expected, seen])
            expected = seen = 0
    rest = expected + n * max(0.0, 1 - total)
    if rest >= 10 or not bins:
        bins.append([rest, seen])
    else:
        bins[-1][0] += rest
        bins[-1][1] += seen
    if len(bins) < 2:
        report(bins[0][1] == n, name, "one bin")
        return
    x = sum((s - e) ** 2 / e for e, s in bins)
    level = 1 - gamma_p((len(bins) - 1) / 2, x / 2)
    report(level > LEVEL, name, f"chi-square, n {n}, {len(bins)} bins, x {x:.1f}, p {level:.4f}")


def normal_cdf(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def check_real_laws():
    n = 100000
    for seed, first in ((1, 0), (-5, -50000), (2 ** 62, 2 ** 40), (7, 2 ** 63 - 1 - n)):
        where = f"seed {seed}, from {first}"
        ks(f"uniform 0 1, {where}", draws("unit", seed, first, n), lambda x: x)
        ks(f"normal 0 1, {where}", draws("normal", seed, first, n, 0.0, 1.0), normal_cdf)
        ks(f"exponential 1, {where}", draws("exponential", seed, first, n, 1.0), lambda x: -math.expm1(-x))
    ks("uniform -3 11", draws("uniform", 2, 0, n, -3.0, 11.0), lambda x: (x + 3) / 14)
    ks("normal 5 0.1", draws("normal", 2, 0, n, 5.0, 0.1), lambda x: normal_cdf((x - 5) / 0.1))
    ks("exponential 40", draws("exponential", 2, 0, n, 40.0), lambda x: -math.expm1(-40 * x))
    # The tail beyond the ziggurat's last layer alone, and the halves.
    many = draws("normal", 3, 0, 4000000, 0.0, 1.0)
    edge = 3.6541528853610088
    tail = [x for x in many if abs(x) > edge]
    mass = math.erfc(edge / math.sqrt(2))
    deviation = (len(tail) - mass * len(many)) / math.sqrt(mass * len(many))
    report(abs(deviation) < 3.29, "normal, size of the tail", f"{len(tail)} values, {deviation:.2f} sigma")
    ks("normal, shape of the tail", [abs(x) for x in tail],
       lambda x: 1 - math.erfc(x / math.sqrt(2)) / mass)
    # Bins narrower than the layers, whose edges Kolmogorov-Smirnov is too coarse to see.
    chi_square("normal, in steps of 0.02", [int(abs(x) * 50) for x in many],
               lambda k: math.erfc(k / 50 / math.sqrt(2)) - math.erfc((k + 1) / 50 / math.sqrt(2)), 0, 500)
    right = sum(x > 0 for x in many)
    report(abs(right - len(many) / 2) < 3.29 * math.sqrt(len(many)) / 2, "normal, symmetry", f"{right} positive")
    for shape, scale in ((0.05, 1.0), (0.5, 2.0), (1.0, 1.0), (2.5, 0.1), (9.0, 3.0), (400.0, 1.0)):
        ks(f"gamma {shape} {scale}", draws("gamma", 4, 0, 20000, shape, scale),
           lambda x: gamma_p(shape, x / scale))


def poisson_pmf(mean):
    return lambda k: math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


def binomial_pmf(n, p):
    return lambda k: math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
                              + k * math.log(p) + (n - k) * math.log1p(-p))


def zipf_pmf(n, exponent):
    total = math.fsum(k ** -exponent for k in range(1, n + 1))
    return lambda k: k ** -exponent / total


def check_counts():
    n = 100000
    for mean in (0.01, 0.7, 3.0, 9.99, 10.0, 11.5, 50.0, 777.0, 20000.0):
        chi_square(f"poisson {mean}", draws("poisson", 1, 0, n, mean, code="q"), poisson_pmf(mean), 0, 10 ** 9)
    # Nearly normal, and their log-probabilities differ by less than differences of log-gammas could say.
    for mean in (1e9, 1e13, 2.0 ** 53):
        ks(f"poisson {mean:g}", draws("poisson", 1, 0, n, mean, code="q"),
           lambda k: normal_cdf((k + 0.5 - mean) / math.sqrt(mean)))
    for trials, p in ((1, 0.3), (10, 0.5), (30, 0.3333), (30, 0.3334), (100, 0.9), (1000, 0.005), (20, 0.5),
                      (1000, 0.02), (100, 0.35), (5000, 0.5), (100000, 0.999), (10 ** 9, 5e-9)):
        chi_square(f"binomial {trials} {p}", draws("binomial", 1, 0, n, trials, p, code="q"),
                   binomial_pmf(trials, p) if trials < 10 ** 6 else poisson_pmf(trials * p), 0, trials)
    for trials, p in ((10 ** 12, 0.25), (2 ** 53, 0.75)):
        mean, spread = trials * p, math.sqrt(trials * p * (1 - p))
        ks(f"binomial {trials} {p}", draws("binomial", 1, 0, n, trials, p, code="q"),
           lambda k: normal_cdf((k + 0.5 - mean) / spread))
    for ranks, exponent in ((1, 1.0), (2, 1.0), (10, 0.0), (10, 0.5), (10, 1.0), (1000, 1.0), (1000, 2.0),
                            (100000, 1.5), (50, 1.000000001), (50, 6.0), (100000, 0.9)):
        chi_square(f"zipf {ranks} {exponent}", draws("zipf", 1, 0, n, ranks, exponent, code="q"),
                   zipf_pmf(ranks, exponent), 1, ranks)
    for low, high in ((0, 0), (-3, 3), (1, 1000)):
        chi_square(f"integer {low} {high}", draws("integer", 1, 0, n, low, high, code="q"),
                   lambda k: 1 / (high - low + 1), low, high)
    # A span of three quarters of all 64 bits: without rejection the lower half came twice as often.
    low, high = -2 ** 63, 2 ** 62 - 1
    ks(f"integer {low} {high}", draws("integer", 1, 0, n, low, high, code="q"), lambda k: (k - low) / (high - low))
    ks("integer, all of them", draws("integer", 1, 0, n, -2 ** 63, 2 ** 63 - 1, code="q"), lambda k: (k + 2 ** 63) / 2 ** 64)


def correlation(name, xs, ys):
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    r = (sum((x - mx) * (y - my) for x, y in zip(xs, ys))
         / math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys)))
    report(abs(r) * math.sqrt(n) < 3.29, name, f"r {r:.5f}, {r * math.sqrt(n):.2f} sigma")


def check_independence():
    n = 100000
    base = draws("normal", 1, 0, n, 0.0, 1.0)
    correlation("neighbouring cells", base[:-1], base[1:])
    correlation("neighbouring seeds", base, draws("normal", 2, 0, n, 0.0, 1.0))
    correlation("seed 1 and -1", base, draws("normal", -1, 0, n, 0.0, 1.0))
    correlation("indexes 2^32 apart", base, draws("normal", 1, 2 ** 32, n, 0.0, 1.0))
    correlation("normal and uniform", base, draws("unit", 1, 0, n))
    correlation("normal and exponential", base, draws("exponential", 1, 0, n, 1.0))
    correlation("squares of neighbours", [x * x for x in base[:-1]], [x * x for x in base[1:]])


def check_factors():
    chooser = random.Random(1)
    numbers = list(range(1, 2000)) + [2 ** 63 - 1 - k for k in range(300)]
    numbers += [2 ** k + d for k in range(3, 63) for d in (-1, 0, 1)]
    numbers += [chooser.randrange(1, 2 ** 63) for _ in range(1000)]
    numbers += [chooser.randrange(2 ** 30, 2 ** 31) * chooser.randrange(2 ** 30, 2 ** 31) for _ in range(200)]
    # Squares and products of two primes just below the square root of 2^63.
    large = [p for p in range(3037000000, 3037000499)
             if subprocess_prime(p)]
    numbers += [p * q for p in large[-6:] for q in large[-6:]]
    text = "\n".join(map(str, numbers))
    ours = subprocess.run([PROGRAM, "factors"], input=text, stdout=subprocess.PIPE, check=True, text=True).stdout
    right = subprocess.run(["factor"], input=text, stdout=subprocess.PIPE, check=True, text=True).stdout
    wrong = [(a, b) for a, b in zip(ours.splitlines(), right.splitlines()) if a != b]
    report(ours == right, "factors and primes as of factor(1)",
           f"{len(numbers)} numbers" + (f"; first difference {wrong[0]}" if wrong else ""))


def subprocess_prime(n, known={}):
    """Asks factor(1) about a whole stretch at once."""
    if not known:
        out = subprocess.run(["factor"] + [str(k) for k in range(3037000000, 3037000499)],
                             stdout=subprocess.PIPE, check=True, text=True).stdout
        known.update({int(line.split(":")[0]): len(line.split()) == 2 for line in out.splitlines()})
    return known[n]


check_factors()
check_real_laws()
check_counts()
check_independence()
sys.exit(failed != 0)
