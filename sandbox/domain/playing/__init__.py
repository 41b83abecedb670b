"""Playing an exercise from its own script: the way to full marks, and each common mistake, as data in the definition.

A step calls the same domain function as the page does. `law` plays a script over many seeds and says where an exercise
does not judge as it should.
"""
