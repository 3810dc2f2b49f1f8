"""How the account behind a session is read."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class DeskBackend(ModelBackend):
    """Django's own, which reads an account's groups with it: every request of somebody signed in asks for the role."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.with_groups().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
