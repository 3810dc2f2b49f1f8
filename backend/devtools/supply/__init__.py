"""Where the packages come from that the desk is made of: their licences, vulnerabilities and bills of materials."""
