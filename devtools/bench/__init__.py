"""The measurements that docs/ quotes. Run them on an idle machine. They are not part of any release."""
