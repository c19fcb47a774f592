import pytest

from audit.languages.en.conversions import conversions

TRUE = [
    "It is 40 kilometers (25 miles) away.",
    "It moves at 110 kilometers per hour (68 mph).",
    "It is 2 kilometers (a mile) away.",
    "It weighs 3.5 pounds (1.6 kilos).",
    "It is 30 to 40 millimeters (1.2 to 1.6 inches) thick.",
    "It burned 1,000 acres (405 hectares).",
    "It weighs 10 tons (20,000 pounds).",
    "It was minus 12 degrees Celsius (10 degrees Fahrenheit).",
    "It weighs 70 kilograms, or 154 pounds.",
    "Winds of 35 meters per second (78 miles per hour) blew.",
]
FALSE = [
    "It is 40 kilometers (35 miles) away.",
    "It runs at 60 kph (80 mph).",
    "It is 5 kilometers (30 miles) away.",
    "It is 10 centimeters (40 inches) wide.",
    "It was 12 degrees Celsius (10 degrees Fahrenheit).",
    "It weighs 70 kilograms, or 254 pounds.",
    "Winds of 35 meters per second (18 mph) blew.",
]
NONE = [
    "He is 5 feet 10 inches (178 centimeters) tall.",
    "It is 40 kilometers from here and 30 miles from there.",
    "The 5-kilometer race (30 dollars) was held.",
    "It is several miles (6 kilometers) away.",
]


@pytest.mark.parametrize(
    ("sentence", "true"), [(s, True) for s in TRUE] + [(s, False) for s in FALSE]
)
def test_a_conversion_is_true_or_not(sentence, true):
    (found,) = conversions(sentence)
    assert found.true is true


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_no_conversion(sentence):
    assert list(conversions(sentence)) == []
