"""The guide as pages of Markdown, through strict and sandboxed templates."""
