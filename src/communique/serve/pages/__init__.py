"""The pages, one module a group: each gives its things as a page, as JSON and as CSV.

A module's `router` holds all three, over one and the same query. `layouts` draws, `../templates`
holds the drawings, and `rooms.GROUPS` names the groups.
"""
