"""Pure decisions about a couple: value map, agreement, plan, wording, release."""
