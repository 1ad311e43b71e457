"""The words of couples who never lived: sentences with gaps, and what may stand in a gap.

Whoever reads two of these couples sees at once that they are made up, and finds few runs of words
that both have: so the leak check of a practice full of them has something to look for.
"""

from collections.abc import Mapping, Sequence

GAPS: Mapping[str, Sequence[str]] = {
    "thing": (
        "amber lantern", "brass kettle", "chipped teapot", "copper bell", "cork board",
        "crooked ladder", "dented saucepan", "egg timer", "enamel jug", "felt hat", "garden rake",
        "glass marble", "grey blanket", "iron skillet", "ivory comb", "kite string", "lemon press",
        "mended bowl", "oak stool", "old accordion", "paper boat", "pewter mug", "picnic rug",
        "pine chest", "plum jar", "quilted coat", "red wagon", "rope swing", "rusty key",
        "sewing box", "slate tile", "striped apron", "tin whistle", "velvet cushion",
        "walnut clock", "wicker basket", "willow broom", "wooden spoon", "yellow ledger",
        "zinc bucket",
    ),
    "place": (
        "by the apple shed", "at the back gate", "in the boat house", "on the canal path",
        "by the chapel wall", "in the clay yard", "at the corner bakery", "in the dovecote",
        "on the east landing", "by the fern bank", "under the footbridge", "in the glass porch",
        "beside the hay loft", "at the harbour steps", "in the herb garden", "on the hill road",
        "outside the ice house", "at the kitchen table", "by the lamp post", "in the laundry room",
        "near the lime kiln", "on the long bench", "at the market hall", "in the mill lane",
        "under the mulberry tree", "by the north window", "in the orchard", "on the parish green",
        "at the quarry fence", "beside the rain barrel", "in the reading nook", "on the roof deck",
        "by the salt marsh", "at the ferry stop", "in the tool room", "on the upper stairs",
        "by the village pump", "near the walled garden", "at the weir", "in the yew walk",
    ),
    "time": (
        "at a quarter to seven", "at half past five", "at noon on the dot", "after the late news",
        "before the first kettle", "before the nine o’clock bus", "once the lamps are lit",
        "once the rain lets up", "when the bells have rung", "when the dishes are done",
        "at twenty past eight", "at ten to six", "after the swim lesson", "after choir practice",
        "before the bread goes in", "before the school run", "once the hens are fed",
        "once the post has come", "when the tide is out", "when the shop has closed",
        "at five past four", "after the second tea", "before the ferry leaves",
        "once the fire is low", "when the street is quiet",
    ),
    "day": (
        "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday",
        "on Sunday", "on washday", "on payday", "on market day",
    ),
    "person": (
        "Aunt Brindle", "Uncle Tarn", "Grandmother Pell", "cousin Odo", "our neighbour Quill",
        "old Mr Fennimore", "Mrs Larkspur", "the Bramblings", "my sister Wren", "my brother Alder",
        "Teasel from the choir", "Marlow at the depot", "Juniper next door",
        "the twins Ash and Ivy",
        "Captain Dory", "Sorrel from the bakery", "young Hollis", "Professor Moss",
        "the Thistlewoods", "Reed at the garage",
    ),
    "deed": (
        "carried the shopping up four flights", "wrote the list in green ink",
        "left the hall light on", "sang off key in the car", "burned the porridge",
        "fixed the gate with a spoon", "read the map upside down", "saved the last pear",
        "waited out a hailstorm", "walked the long way home", "warmed my gloves on the stove",
        "painted the shed the wrong blue", "learned a card trick", "made soup for eleven",
        "missed the last tram", "mended the kite twice", "stood in line for stamps",
        "dropped the boat keys", "swapped seats on the train", "told the story backwards",
    ),
    "mood": (
        "tired to the bone", "light as a feather", "cold in the stomach", "like a guest here",
        "like the last one picked", "slow and heavy", "as if the floor tilts", "out of step",
        "glad and wary at once", "nine years old again", "stiff as a board", "a little braver",
        "close to tears", "calm for a whole hour", "wide awake at three",
    ),
    "count": (
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
    "secret": (
        "hazelnut", "cormorant", "saffron", "gondola", "marzipan", "periwinkle", "obsidian",
        "tamarind", "zeppelin", "bergamot", "calliope", "dragonfly", "eucalyptus", "filigree",
        "gingham", "harlequin", "indigo", "jasmine", "kingfisher", "lavender", "mandolin",
        "nightjar", "osprey", "paprika", "quicksilver", "rosewood", "sandalwood", "tambourine",
        "umbrage", "vermilion", "wisteria", "xylophone", "yarrow", "zinnia",
    ),
}  # fmt: skip

SENTENCES: Mapping[str, Sequence[str]] = {
    "means": (
        "The {thing} is where we left it, and I hear of it from you first.",
        "That we sit {place} {time} and say how it is, in {count} words or fewer.",
        "It is {person} telling me that you spoke well of me {place}.",
        "A day that starts {time} with one true sentence beside the {thing}.",
    ),
    "looks_like": (
        "You set out the {thing} {day} and ask me to sit.",
        "We meet {place} {time}, with the {thing} between us.",
        "You tell me what {person} said before I meet them {place}.",
    ),
    "wish": (
        "I sat {place} for {count} evenings and heard nothing. I would like to hear it sooner.",
        "It felt {mood} when {person} knew before I did. I want us to be first.",
        "I miss the evenings {place}. I would like the {thing} back on the table.",
    ),
    "will": (
        "put the {thing} {place} {time} and say that it is done",
        "tell my partner within a day what I heard from {person} about the {thing}",
        "sit {place} for {count} minutes and say back what I heard",
        "bring the {thing} {place} and read out {count} lines from it",
    ),
    "when": ("{day}, {time}", "every Saturday {time}", "within a day, or {day} {time}"),
    "where": ("We meet {place}, or in the room with the {thing}", "{place}, near the {thing}"),
    "seen_by": (
        "There is a date beside the {thing} {place}",
        "There are {count} lines in the ledger that lies {place}",
        "We both put our initials under the {thing} {day}",
    ),
    "if_missed": (
        "I say so the same evening, and we choose a new hour {place}",
        "I tell my partner within a day and bring the {thing} {place} that week",
    ),
    "scope": (
        "Payments since {day} that have to do with the {thing}. Letters from {person} stay mine",
        "The hours that I spend {place}. My journal, my mail and the {thing} stay mine",
    ),
    "withdraw": (
        "I can end this any week: I say so {place}, and we find another way together",
        "Each of us can stop this by saying so {day}, without giving a reason",
    ),
    "unavoidable": (
        "If we meet {place}, I say one sentence about work, leave, and tell my partner that day",
        "When a letter about the {thing} comes, {person} answers it, and I tell my partner",
    ),
    "act": (
        "carry the {thing} {place} and sit down beside you", "ask {person} for help {day} {time}",
        "say one true thing about the {thing} {time}",
    ),
    "if": ("{person} calls just then", "the talk {place} runs late", "I feel {mood}"),
    "need": (
        "To hear about the {thing} {day}, before {person} does.",
        "An hour {place} {time} that belongs to nobody else.",
        "Someone beside me {place} when I feel {mood}.",
    ),
    "feeling": ("I feel {mood} {time}.", "It is {mood}, and then {place} it passes."),
    "hope": (
        "To stand {place} together and laugh about the {thing}.",
        "That {person} asks us {place} again, and we both want to go.",
        "To feel {mood} less often {day}.",
    ),
    "sign": ("I move the {thing} {count} times.", "I go and stand {place} {time}."),
    "care": (
        "A walk {place} with {person} {day}.", "{count} pages of a book {place} {time}.",
        "Polishing the {thing} until my hands are warm.",
    ),
    "memory": (
        "The winter you {deed}, and {person} laughed {place} until the lamps went out.",
        "How you {deed} {day}, with the {thing} under one arm.",
        "Us {place} with {count} pears and the {thing}, because someone {deed}.",
    ),
    "story": (
        "For {count} months one of us met someone {place} and said it was about the {thing}.",
        "It came out {day}, when {person} asked about the {thing} {place}.",
        "Neither of us slept until we had walked {place} {count} times.",
        "We were {place} when it was said, and one of us felt {mood}.",
    ),
    "terms": (
        "We live {place} and share what concerns the {thing}.",
        "We keep {day} for the two of us, and we meet {place} {time}.",
        "What we tell {person} we tell each other first.",
    ),
    "custom": (
        "At home {person} {deed} and no one sat down before noon.",
        "We grew up {place} with {count} cousins and one {thing}.",
        "Whoever came {place} was given tea and the good chair.",
    ),
    "did": (
        "I met someone {place} {count} times and told you that I was with {person}.",
        "I hid the letters under the {thing} and said that {person} had them.",
    ),
    "effect": (
        "You sat {place} {time} and felt {mood}, and I let you.",
        "You asked {person} about the {thing} because you could not ask me.",
    ),
    "task": (
        "Take the {thing} to {person}", "Draw {count} boxes for the week and hang them {place}",
        "Ask {person} about a free hour {place}", "Clear the shelf {place} for the {thing}",
    ),
    "goal": (
        "Spend {count} evenings {place} before the spring", "Pay for the {thing} together",
        "Have {person} to supper {place}",
    ),
    "ritual": ("Tea beside the {thing}, {place}", "A walk {place}, with no talk of it"),
    "question": (
        "What did the {thing} mean in the house where you grew up?",
        "What would you have told {person} {place} that year?",
        "Who taught you to stay away {place} {time}?",
    ),
    "told": (
        "The {thing} stood {place} {count} times out of twelve.",
        "We met {place} {day}, and one of us felt {mood}.",
    ),
    "quote": ("“Ask {person}.”", "“It was only the {thing}.”", "“I am {place}. Come and sit.”"),
    "private": (
        "Behind the {secret} there is a {secret} that I bought in {secret} week.",
        "My {secret} drawer holds a ticket to {secret} Bay and one {secret} ring.",
        "Call it {secret}: I dreamt of the {secret} street and a {secret} door.",
        "The {secret} account has {count} coins of {secret} in it, for a {secret} year.",
    ),
    "for_my_pages": (
        "Remember {secret} and {secret}, and what the {secret} song was for.",
        "Say {secret} three times, then open the {secret} tin.",
    ),
}  # fmt: skip

TOWN = (
    ("Am", "Bel", "Cor", "Dun", "Es", "Fal", "Gar", "Hol", "Is", "Jar", "Kel", "Lor"),
    ("bra", "che", "do", "fi", "gu", "lo", "mi", "no", "pa", "ra", "so", "ve"),
    ("dale", "ford", "gate", "holm", "mere", "moor", "ness", "port", "stow", "thorpe", "wick"),
)
"""Each couple has a town of their own, so that no two sentences in a row are another couple's."""

CALLED: Mapping[str, str] = {
    "abro": "Abro", "belune": "Belune", "corvin": "Corvin", "dalea": "Dalea", "eskil": "Eskil",
    "fenna": "Fenna", "gorlo": "Gorlo", "hesper": "Hesper", "ilmar": "Ilmar", "jorun": "Jørun",
    "kestri": "Kestri", "lazlo": "Lászlo", "mirelle": "Mirèlle", "nessor": "Nessor",
    "orsolo": "Orsolo", "pavla": "Pávla", "quenby": "Quenby", "rovan": "Rovan", "selka": "Şelka",
    "tibald": "Tibald", "ulmaro": "Ούλμαρο", "varla": "Варла", "wystan": "Wystan", "xanti": "Xanti",
    "yarrick": "Yarrick", "zamir": "زمير",
}  # fmt: skip
"""Given names by the id that their owners have in files; a few need fonts of other scripts."""

VALUES = (
    "Honesty", "Openness", "Loyalty", "Reliability", "Respect", "Kindness", "Fairness", "Calm",
    "Patience", "Courage", "Friendship", "Affection", "Fun", "Family", "Faith", "Community",
    "Tradition", "Generosity", "Belonging", "Independence", "Privacy", "Security", "Learning",
    "Adventure", "Nature", "Health", "Gratitude", "A full table", "The long way home",
    "Room to breathe", "Muddy boots", "One song a day",
)  # fmt: skip

HOMES: Mapping[str, tuple[str, str]] = {
    "AU": ("Australia/Sydney", "1800 555 0100"), "CA": ("America/Toronto", "+1 555 0101"),
    "GB": ("Europe/London", "020 7946 0100"), "IE": ("Europe/Dublin", "020 915 0100"),
    "NZ": ("Pacific/Auckland", "0800 555 010"), "US": ("America/Chicago", "+1 555 0102"),
    "SE": ("Europe/Stockholm", "020 7946 0103"),
}  # fmt: skip
"""The timezone and the therapist's number by country; the last has no helplines of its own."""
