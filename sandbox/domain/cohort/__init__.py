"""How an exercise went with many people: figures of finished runs, and their spreadsheet."""
