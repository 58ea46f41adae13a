"""Profiles: what we know about one site, as data: a TOML file each, in `sites/` or in a folder of the user."""

from newsgrab.profile.loading import (
    BUILTIN_FOLDER,
    builtin_profiles,
    find_profile,
    load_profile,
    parse_profile,
    profile_files,
    profile_path,
    user_profiles,
)
from newsgrab.profile.profile import Layout, Profile, RelatedRule, Rule

__all__ = [
    "BUILTIN_FOLDER",
    "Layout",
    "Profile",
    "RelatedRule",
    "Rule",
    "builtin_profiles",
    "find_profile",
    "load_profile",
    "parse_profile",
    "profile_files",
    "profile_path",
    "user_profiles",
]
