"""derive: worked, proved likelihood derivations."""
