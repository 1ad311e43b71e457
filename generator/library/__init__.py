"""The word libraries a practice can change: values, clauses, wording rules, helplines."""
