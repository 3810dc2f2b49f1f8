"""How the account behind a session is read."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from accounts.second_factor import confirmed_for


class DeskBackend(ModelBackend):
    """Django's own, which reads an account with what every request of it asks for: role and second factor."""

    def get_user(self, user_id: int) -> User | None:
        found = User.objects.with_groups().annotate(second_factor=confirmed_for("pk"))
        user = found.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
