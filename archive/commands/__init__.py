"""The commands that need no network, one file each: parse, call, print.

The crawler's commands are found by entry point (`baogao.commands`), so this package never imports them.
"""
