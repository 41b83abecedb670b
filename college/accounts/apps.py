from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "college.accounts"
    label = "accounts"
    verbose_name = "Accounts"
