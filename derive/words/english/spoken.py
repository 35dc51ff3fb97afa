"""Formulas in words, for who hears a document: `{}` is where the parts go, in the order of the written formula.

What stands in brackets is said in `BRACKETS`; a function is said before a part that is one word or in brackets, and
two words side by side are a letter and its index, for every multiplication is said.
"""

LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "ℓ": "ell",
}
CAPITAL = "capital {}"
CONSTANTS = {"π": "pi", "e": "e", "∞": "infinity"}
PERCENT, POWER_OF_TEN = "{} percent", "{} times 10 to the power {}"
QUOTED = "quote {} end quote"

HAT, BAR, SQUARE = "{} hat", "{} bar", "{} squared"
INDEXED, INDEXED_BY = "{} {}", "{} sub {}"
RANKED, SMALLEST, LARGEST = "{} of rank {}", "the smallest {}", "the largest {}"

BRACKETS = "open bracket {} close bracket"
PLUS, MINUS, PLUS_OR_MINUS, TIMES, OVER = "plus", "minus", "plus or minus", "times", "over"
POWERS = {"2": "{} squared", "3": "{} cubed"}
POWER = "{} to the power {}"

FUNCTIONS = {
    "log": "the natural logarithm of {}", "ln": "the natural logarithm of {}",
    "log2": "the logarithm to base 2 of {}",
    "log10": "the logarithm to base 10 of {}", "exp": "the exponential of {}", "sqrt": "the square root of {}",
    "cbrt": "the cube root of {}", "abs": "the absolute value of {}", "floor": "the floor of {}",
    "ceil": "the ceiling of {}", "sign": "the sign of {}", "mean": "the mean of {}", "median": "the median of {}",
    "max": "the maximum of {}", "min": "the minimum of {}", "sin": "the sine of {}", "cos": "the cosine of {}",
    "tan": "the tangent of {}", "asin": "the arc sine of {}", "acos": "the arc cosine of {}",
    "atan": "the arc tangent of {}", "sinh": "the hyperbolic sine of {}", "cosh": "the hyperbolic cosine of {}",
    "tanh": "the hyperbolic tangent of {}", "erf": "the error function of {}",
    "erfc": "the complementary error function of {}", "Φ": "the normal distribution function of {}",
    "W": "the Lambert function of {}", "Γ": "the gamma function of {}", "B": "the beta function of {}",
    "ψ": "the digamma function of {}", "ζ": "the zeta function of {}",
    "I_0": "the Bessel function of order 0 of {}", "I_1": "the Bessel function of order 1 of {}",
}
FUNCTION = "{} of {}"
PRIMES = {1: "{} prime", 2: "{} double prime", 3: "{} triple prime"}
MORE_PRIMES = "{} with {} primes"
DIGAMMA_DERIVED = {1: "the trigamma function of {}"}
LOG_OF_BASE, ROOT = "the logarithm to base {1} of {0}", "the root of order {1} of {0}"
FACTORIAL, BINOMIAL = "{} factorial", "{} choose {}"
GIVEN = "{} given {}"

SUM, PRODUCT = "the sum over {} from {} to {} of {}", "the product over {} from {} to {} of {}"
DERIVATIVE = "the {}derivative with respect to {} of {}"
PARTIAL = "the {}partial derivative with respect to {} of {}"
ORDERS = {1: "", 2: "second ", 3: "third ", 4: "fourth "}
INDICATOR = "the indicator of {}"
SET, INTERVAL = "open brace {} close brace", "the interval from {} {} to {} {}"
CLOSED, OPEN = "included", "excluded"

RELATIONS = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", "≤": "is at most", ">": "is greater than",
    "≥": "is at least", "≈": "is approximately", "∝": "is proportional to", "∈": "is in",
}
LINKS = {"→": "leads to", "⇒": "implies", "⇔": "is equivalent to"}
SEPARATORS = {",": ", ", ";": "; ", "or": " or ", "and": " and "}
BLANK = "a blank to be filled in"
