"""How satisfied customers are: results, sheets and waves, remarks, actions and the five gaps."""
