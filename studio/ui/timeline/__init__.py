"""The timeline: geometry and snapping without Qt, one painted widget, its toolbar and its pictures."""
