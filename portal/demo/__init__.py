"""Demo content and demo sign-ins: data files and short builders."""
