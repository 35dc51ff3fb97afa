"""Sentences about losses: words claim a value only where they assert it, the nearest words tell of which model."""

from functools import cache

import pytest

from derive.api import loads
from derive.checking.judging import check
from derive.checking.report import LineVerdict
from derive.problem.model import Problem

PROBLEMS = {
    "train": """
predictions: {before: {station: 0.16, tunnel: 0.5, city: 0.34}, after: {station: 0.64, tunnel: 0.2, city: 0.16}}
target: station
find: nll
""",
    "rain": """
predictions: {small: {sun: 0.5, rain: 0.35, snow: 0.15}, large: {sun: 0.3, rain: 0.6, snow: 0.1}}
target: rain
find: nll
""",
    "tea": """
predictions: [{we: 0.5, they: 0.4}, {like: 0.25, drink: 0.6}, {green: 0.1, black: 0.7}, {tea: 0.8, apples: 0.15}]
target: [we, like, green, tea]
find: perplexity
""",
    "sleep": """
predictions: [{to: 0.5, at: 0.5}, {sleep: 0.125, wake: 0.5}, {perchance: 0.25, now: 0.75}]
target: [to, sleep, perchance]
find: nll
""",
    "fox": """
predictions: [{the: 0.9}, {quick: 0.05}, {fox: 0.3}, {ran: 0.45}, {away: 0.2}]
target: [the, quick, fox, ran, away]
find: cross-entropy
""",
    "blue": """
predictions: {blue: 0.16, red: 0.64, green: 0.2}
target: blue
find: nll
""",
}

# −ln 0.16 = 1.8326, −ln 0.64 = 0.4463, apart by ln 4 = 1.3863; −ln 0.35 = 1.0498, −ln 0.6 = 0.5108, apart by 0.5390.
# The tea has probability 0.01, loss 4.605, 1.1513 a word, perplexity 3.162; sleep 1/64, 4.159; fox 0.001215, 6.713.
RIGHT = [
    # ---- what is named is only what the value is made of
    ("train", 'Fine-tuning multiplied the probability of "station" by 0.64/0.16 = 4, so the loss must drop by '
     "ln 4 = 1.386."),
    ("train", 'After fine-tuning "station" is 0.64/0.16 = 4 times as probable, so we save ln 4 = 1.386 nats.'),
    ("train", "The ratio of the two probabilities is 0.64/0.16 = 4."),
    ("train", "Dividing the probability after fine-tuning by the one before gives 0.64/0.16 = 4."),
    ("train", "The probability divided by that of before is 0.64/0.16 = 4."),
    ("train", "The loss before is larger than the loss after by ln 0.64 - ln 0.16 = 1.386."),
    ("train", "The probability was quadrupled, 4·0.16 = 0.64, so the loss falls by ln 4 = 1.386."),
    ("train", "The inverse of the probability is 1/0.16 = 6.25 before and 1/0.64 = 1.5625 after, so the losses are "
     "ln 6.25 = 1.833 and ln 1.5625 = 0.446."),
    ("train", "The log of the probability is ln 0.16 = -1.833 before."),
    ("train", "The probability rises by 0.64 - 0.16 = 0.48, but the loss falls by 1.833 - 0.446 = 1.387."),
    ("train", "The square root of the probability is sqrt(0.16) = 0.4, so the loss is -2 ln 0.4 = 1.833 before."),
    ("train", "One minus the probability would be 1 - 0.16 = 0.84."),
    ("train", "Only the factor on the probability counts: 0.64/0.16 = 4."),
    ("rain", "The large model's probability is larger by a factor of 0.6/0.35 = 1.714, its loss smaller by "
     "ln 1.714 = 0.539."),
    ("rain", "The loss of the large model over that of the small one: 0.511/1.05 = 0.487."),
    ("rain", "The loss times 1/ln 2 = 1.443 is the number of bits."),
    ("rain", "To turn the losses into bits divide them by ln 2 = 0.693."),
    ("tea", "For each word take one over its probability: 1/0.5 = 2, 1/0.25 = 4, 1/0.1 = 10 and 1/0.8 = 1.25."),
    ("tea", "Inverting the probabilities: 1/0.5 = 2, 1/0.25 = 4, 1/0.1 = 10, 1/0.8 = 1.25."),
    ("tea", "The reciprocals of the probabilities are 1/0.5 = 2, 1/0.25 = 4, 1/0.1 = 10, 1/0.8 = 1.25."),
    ("tea", "Multiply the inverse probabilities: 2 * 4 * 10 * 1.25 = 100, and take the fourth root: "
     "100^(1/4) = 3.162."),
    ("tea", "The logs of the probabilities are ln 0.5 = -0.693, ln 0.25 = -1.386, ln 0.1 = -2.303 and "
     "ln 0.8 = -0.223."),
    ("tea", "The square of the perplexity is 100^(1/2) = 10, so PPL = sqrt(10) = 3.162."),
    ("tea", "The log of the perplexity is 4.605/4 = 1.151."),
    ("tea", "The perplexity to the fourth power is 1/0.01 = 100, so it is 100^(1/4) = 3.162."),
    ("tea", "Perplexity is one over the geometric mean of the probabilities, which is 0.01^(1/4) = 0.3162."),
    ("tea", "Divide the loss of the text by 4 to get the mean loss: 4.605/4 = 1.151."),
    ("sleep", "Each halving of the probability costs ln 2 = 0.693, and there are 1 + 3 + 2 = 6 of them."),
    ("sleep", "The second word adds ln 8 = 2.079 to the loss, the first one ln 2 = 0.693, the third ln 4 = 1.386."),
    ("sleep", "The inverse probability of the text is 2*8*4 = 64, so the loss is ln 64 = 4.159."),
    ("fox", "The cross-entropy is a fifth of -ln 0.001215 = 6.713."),
    ("fox", "The cross-entropy times five is the total loss, 5 * 1.3426 = 6.713."),
    ("fox", "Dividing the total loss by the number of words gives 6.713/5 = 1.343."),
    ("blue", "Taking one over the probability we get 1/0.16 = 6.25, and the loss is ln 6.25 = 1.833."),
    ("blue", "The difference between the loss of blue and that of red is ln(0.64/0.16) = 1.386."),
    ("train", "With probability 0.16 the loss is -ln 0.16 = 1.833 nats.\n"
     "With probability 0.64 it is -ln 0.64 = 0.446 nats."),
    ("tea", "With a probability of 1/100 for all it is -ln 0.01 = 4.605."),
    ("fox", "Dividing by the five tokens gives a cross-entropy of 1.343 nats."),
    # ---- the nearest words tell which prediction is meant
    ("train", "Indeed it was -ln 0.16 = 1.833 nats at first and it is -ln 0.64 = 0.446 nats now."),
    ("train", "At first the loss was -ln 0.16 = 1.833, now it is -ln 0.64 = 0.446."),
    ("train", "-ln 0.16 = 1.833 nats before fine-tuning and -ln 0.64 = 0.446 nats after it"),
    ("train", "We get -ln 0.16 = 1.833 for the model before fine-tuning and -ln 0.64 = 0.446 for the model after."),
    ("train", "It falls from -ln 0.16 = 1.833 at the start to -ln 0.64 = 0.446 at the end."),
    ("train", "The loss was -ln 0.16 = 1.833 to begin with; it is only -ln 0.64 = 0.446 now."),
    ("train", "1.833 nats at first, 0.446 nats now"),
    ("train", "After fine-tuning the loss is -ln 0.64 = 0.446, before it was -ln 0.16 = 1.833."),
    ("train", "-ln 0.64 = 0.446 after, -ln 0.16 = 1.833 before"),
    ("train", "After taking logs, -ln 0.16 = 1.833 and -ln 0.64 = 0.446."),
    ("train", "First, -ln 0.64 = 0.446 for the new model; then -ln 0.16 = 1.833 for the old one."),
    ("train", "Originally -ln 0.16 = 1.833, and with the new weights -ln 0.64 = 0.446."),
    ("rain", "In bits the small model needs -log2(0.35) = 1.515 bits and the large one -log2(0.6) = 0.737 bits."),
    ("rain", "To get nats multiply by ln 2 = 0.693: small -ln(0.35) = 1.05 nats, large -ln(0.6) = 0.51 nats."),
    ("rain", "large -ln(0.6) = 0.511, small -ln(0.35) = 1.05"),
    ("rain", "The large model has loss -ln 0.6 = 0.511 and the small one -ln 0.35 = 1.05."),
    ("rain", "-ln(0.35) = 1.05 (small) and -ln(0.6) = 0.511 (large)"),
    ("rain", "For the small model we get 1.05, for the large one 0.511."),
    ("rain", "large: 0.511 nats, small: 1.05 nats"),
    ("train", "before: 1.833\nafter: 0.446"),
    ("train", "before: 0.16, after: 0.64"),
    ("train", "after: 0.446 nats, 1.386 nats less than before"),
    ("rain", "1.05 nats for the small model; the large one gets by with 0.511 nats"),
    ("rain", "The losses are 1.05 and 0.511 for the small and the large model."),
    ("rain", "-ln 0.35 = 1.05 is the loss of the small model, -ln 0.6 = 0.511 that of the large one."),
]  # fmt: skip

# The last line is the wrong one.
WRONG = [
    # ---- labels swapped
    ("train", "before: -ln 0.64 = 0.446, after: -ln 0.16 = 1.833"),
    ("train", "It was -ln 0.64 = 0.446 nats at first and it is -ln 0.16 = 1.833 nats now."),
    ("train", "-ln 0.64 = 0.446 nats before fine-tuning and -ln 0.16 = 1.833 nats after it"),
    ("train", "The old loss is -ln 0.64 = 0.446 and the new one is -ln 0.16 = 1.833."),
    ("train", "before: -ln 0.16 = 1.833, after: -ln 0.16 = 1.833"),
    ("train", "The loss before is -ln 0.16 = 1.833 and after it is -ln 0.16 = 1.833."),
    ("train", 'Before fine-tuning the probability of "station" is 0.64.'),
    ("rain", "small -ln(0.6) = 0.511 nats, large -ln(0.35) = 1.05 nats"),
    ("rain", "The large model has the loss -ln 0.35 = 1.05."),
    ("rain", "-ln(0.35) = 1.05 (large) and -ln(0.6) = 0.511 (small)"),
    ("rain", "large: 1.05 nats, small: 0.511 nats"),
    ("train", "With probability 0.16 it is -ln 0.34 = 1.079."),
    ("fox", "Dividing by the five tokens gives a cross-entropy of 1.443 nats."),
    ("train", "before: 0.446"),
    ("train", "before: 1.833\nafter: 1.833"),
    # ---- another value than the one that is claimed
    ("train", "It was -ln 0.16 = 1.833 nats at first and it is -ln 0.64 = 0.464 nats now."),
    ("train", 'Fine-tuning multiplied the probability of "station" by 0.64/0.16 = 5.'),
    ("train", "The probability is multiplied by 4, so the loss must drop by ln 4 = 1.286."),
    ("train", "The loss drops by ln 3 = 1.099."),
    ("train", "At first the loss was -ln 0.34 = 1.079."),
    ("rain", "The small model needs -ln 0.35 = 1.05 nats, the large one -ln 0.3 = 1.204 nats."),
    ("tea", "For each word take one over its probability: 1/0.5 = 2, 1/0.25 = 4, 1/0.1 = 10 and 1/0.8 = 1.2."),
    ("tea", "The perplexity is (2 + 4 + 10 + 1.25)/4 = 4.3125."),
    ("tea", "The perplexity is the inverse of the probability of the text, 1/0.01 = 100."),
    ("tea", "The probability of the text is 1/0.5 = 2."),
    ("tea", "One over the probability of the text is 1/0.01 = 1000."),
    ("tea", "The likelihood of the text is 0.5 + 0.25 + 0.1 + 0.8 = 1.65."),
    ("tea", "The mean loss is 4.605/3 = 1.535."),
    ("tea", "The logs of the probabilities are ln 0.5 = -0.693, ln 0.26 = -1.347."),
    ("tea", "Divide the loss of the text by 4 to get the mean loss: 4.605/4 = 1.251."),
    ("sleep", "The total loss is (0.693 + 2.079 + 1.386)/3 = 1.386."),
    ("fox", "The cross-entropy is -ln 0.001215 = 6.713."),
    ("blue", "The inverse of the probability is 1/0.16 = 6.25, so the loss is 6.25."),
    ("blue", "The loss is one over the probability: 1/0.16 = 6.25."),
    ("blue", "The inverse of the probability is 1/0.16 = 6.5."),
]  # fmt: skip


@cache
def problem(name: str) -> Problem:
    return loads(PROBLEMS[name])._problem


@pytest.mark.parametrize(("name", "hand"), RIGHT)
def test_right_sentences(name: str, hand: str) -> None:
    fine = (LineVerdict.CORRECT, LineVerdict.COMMENT)
    assert [line.message for line in check(problem(name), hand).lines if line.verdict not in fine] == []


@pytest.mark.parametrize(("name", "hand"), WRONG)
def test_wrong_sentences(name: str, hand: str) -> None:
    assert check(problem(name), hand).first_error == hand.count("\n") + 1
