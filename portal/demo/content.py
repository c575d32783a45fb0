"""placeholder"""
def build_demo_content() -> int: return 0
