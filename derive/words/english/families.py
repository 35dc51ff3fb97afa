"""What the families of distributions and their parameters are called."""

from __future__ import annotations

__all__ = ["FAMILIES", "ROLES", "family"]

FAMILIES = {
    "AsymmetricLaplace": "asymmetric Laplace distribution",
    "Bernoulli": "Bernoulli distribution",
    "Beta": "beta distribution",
    "Binomial": "binomial distribution",
    "BivariateNormal": "bivariate normal distribution",
    "Borel": "Borel distribution",
    "Burr": "Burr distribution (type XII)",
    "Categorical": "categorical distribution",
    "Cauchy": "Cauchy distribution",
    "ChiSquared": "chi-squared distribution",
    "Dirichlet": "Dirichlet distribution",
    "DiscreteUniform": "discrete uniform distribution on 1, 2, …, N",
    "DiscreteUniform(a, b)": "discrete uniform distribution",
    "Erlang": "Erlang distribution",
    "Exponential": "exponential distribution",
    "Frechet": "Fréchet distribution",
    "Gamma": "gamma distribution",
    "Geometric": "geometric distribution (trials up to the first success)",
    "Geometric(p, support=failures)": "geometric distribution (failures before the first success)",
    "Gompertz": "Gompertz distribution",
    "Gumbel": "Gumbel distribution",
    "HalfNormal": "half-normal distribution",
    "HyperbolicSecant": "hyperbolic secant distribution",
    "Hypergeometric": "hypergeometric distribution",
    "InverseGamma": "inverse gamma distribution",
    "InverseGaussian": "inverse Gaussian distribution",
    "Kumaraswamy": "Kumaraswamy distribution",
    "Laplace": "Laplace distribution",
    "Levy": "Lévy distribution",
    "Lindley": "Lindley distribution",
    "Logarithmic": "logarithmic series distribution",
    "Logistic": "logistic distribution",
    "LogitNormal": "logit-normal distribution",
    "Lognormal": "lognormal distribution",
    "Lomax": "Lomax distribution",
    "Maxwell": "Maxwell–Boltzmann distribution",
    "Multinomial": "multinomial distribution",
    "Nakagami": "Nakagami distribution",
    "NegativeBinomial": "negative binomial distribution",
    "Normal": "normal distribution",
    "Pareto": "Pareto distribution",
    "Poisson": "Poisson distribution",
    "PowerFunction": "power function distribution",
    "Rayleigh": "Rayleigh distribution",
    "ShiftedExponential": "shifted exponential distribution",
    "StudentT": "Student's t distribution",
    "Uniform": "uniform distribution",
    "VonMises": "von Mises distribution",
    "Weibull": "Weibull distribution",
    "YuleSimon": "Yule–Simon distribution",
    "ZeroInflatedPoisson": "zero-inflated Poisson distribution",
    "ZeroTruncatedPoisson": "zero-truncated Poisson distribution",
    "Zeta": "zeta distribution",
}
"""By name; by the way to write it where the family goes by another name then."""

ROLES = {
    "correlation": "correlation", "count": "count", "df": "df", "end": "end", "location": "location",
    "lower": "lower", "mean": "mean", "probability": "probability", "quantile": "quantile", "rate": "rate",
    "scale": "scale", "sd": "sd", "shape": "shape", "shift": "shift", "spread": "spread", "successes": "successes",
    "trials": "trials", "upper": "upper", "variance": "variance",
}
"""What a parameter is for its family."""


def family(name: str, written: str) -> str:
    """What a family is called that is written so."""
    return FAMILIES.get(written) or FAMILIES[name]
