from django.contrib.auth.hashers import Argon2PasswordHasher


class CollegeArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's minimum: 19 MiB of memory, two passes, one lane (Password Storage Cheat Sheet)."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
